"""The static files as they are served: each under a name that says its content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Modules name each other by those names too, so that an old page never meets a new part of itself."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 12  # as deep as modules of the capture page import each other, and more
