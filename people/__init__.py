"""Who is who: people, sign-in, regions, bodies, memberships and the reviewer pool."""
