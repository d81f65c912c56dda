{
  echo '```'
  cat artifacts/check-isos.txt
  echo '```'
} >>"$GITHUB_STEP_SUMMARY"
