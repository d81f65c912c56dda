# What a report does not know: a job that ran out of time, or failed beside its build.
if [[ "$MATRIX_RESULT" != success ]]; then
  echo "::error::the matrix ended with: $MATRIX_RESULT; the report says which distros failed, and why"
  exit 1
fi
