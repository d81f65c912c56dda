# A file is in its place only when it is whole and proven; what is still partial is not worth keeping.
media=$(find isos -name '*.partial*' -prune -o -type f \( -name '*.iso' -o -name '*.deb' \) -print -quit 2>/dev/null || true)
archive=$(find vms/archive -type f -name '*.manifest.json' -print -quit 2>/dev/null || true)
{
  echo "media=${media:+true}"
  echo "archive=${archive:+true}"
} >>"$GITHUB_OUTPUT"
