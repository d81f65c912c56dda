shopt -s nullglob
folders=(results/results-*/)
if ((${#folders[@]} == 0)); then
  echo "::error::no distro left a report"
  exit 1
fi
./build.sh Report --merge "${folders[@]%/}"
