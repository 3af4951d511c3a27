#!/bin/sh
# Writes text files as the string constants of `enum Resources`: embed.sh OUTPUT FILE...
#
# map-page.html becomes Resources.mapPageHtml: words are divided at every character but letters and digits.
set -eu
output=$1
shift
{
  echo "/// The files of the folder Resources, as text."
  echo "enum Resources {"
  for file; do
    if grep -q '"""####' "$file"; then
      echo "$file: error: it holds \"\"\"####, which ends a string constant; write it otherwise" >&2
      exit 65
    fi
    name=$(basename "$file" | awk -F'[^A-Za-z0-9]+' '{
      text = $1
      for (i = 2; i <= NF; i++) text = text toupper(substr($i, 1, 1)) substr($i, 2)
      print text
    }')
    printf '  static let %s = ####"""\n' "$name"
    cat "$file"
    printf '\n"""####\n'
  done
  echo "}"
} >"$output.new"
mv "$output.new" "$output"
