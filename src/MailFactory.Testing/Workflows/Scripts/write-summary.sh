# GitHub shows 1 MiB of a summary at most, and nothing at all of a longer one.
shopt -s nullglob
reports=(test_results/test_results_*.md)
if ((${#reports[@]} > 0)); then
  head -c 1000000 "${reports[-1]}" >>"$GITHUB_STEP_SUMMARY"
else
  echo "There is no report." >>"$GITHUB_STEP_SUMMARY"
fi
