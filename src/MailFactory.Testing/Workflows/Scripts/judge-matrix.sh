silent=()
for distro in $MATRIX_DISTROS; do
  if [[ ! -d "results/results-$distro" ]]; then
    silent+=("$distro")
  fi
done
if ((${#silent[@]} > 0)); then
  echo "::error::no report came from: ${silent[*]}"
  exit 1
elif [[ "$MATRIX_RESULT" != success ]]; then
  echo "::error::the matrix ended with: $MATRIX_RESULT; the report says which distros failed, and why"
  exit 1
fi
