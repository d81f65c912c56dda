# The merged report is also the run's summary, and fails when a distro failed or has no result at all.
read -ra distros <<<"$MATRIX_DISTROS"
shopt -s nullglob
folders=(results/results-*/)
if ((${#folders[@]} == 0)); then
  echo "No distro left a report: ${distros[*]}" | tee -a "$GITHUB_STEP_SUMMARY"
  echo "::error::no distro left a report"
  exit 1
fi
./build.sh Report --merge "${folders[@]%/}" --distro "${distros[@]}"
