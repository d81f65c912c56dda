# The answers hold words of servers. Indented they are text and nothing else: a fence of backticks they could close, and a
# carriage return would begin a line that is not indented.
{
  echo
  tr -d '\000-\010\013-\037\177' <artifacts/check-isos.txt | sed 's/^/    /'
} >>"$GITHUB_STEP_SUMMARY"
