#!/usr/bin/env bash
# Writes the table of README.md again from the built command: readme-table.sh COMMAND
set -euo pipefail
cd "$(dirname "$0")/.."
command=$1
table=$("$command" compare container:busan-hamburg | sed '/^\* best/,$d')
{
  sed '/<!-- table:begin/q' README.md
  printf '\n```text\n$ corridor compare container:busan-hamburg\n%s\n```\n\n' "$table"
  sed -n '/<!-- table:end/,$p' README.md
} > README.md.new
mv README.md.new README.md
