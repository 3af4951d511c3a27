#!/usr/bin/env bash
# Installs the built command, its completions, manual pages and the bundled study: install.sh COMMAND PREFIX
set -euo pipefail
command=$1
prefix=$2

nearest=$prefix/bin
while [ ! -e "$nearest" ]; do nearest=$(dirname "$nearest"); done
if [ ! -d "$nearest" ] || [ ! -w "$nearest" ]; then
  cat >&2 <<TEXT
$nearest can't be written, so nothing was installed. Either
  make install PREFIX=$HOME/.local
  sudo $0 $command $prefix
TEXT
  exit 73
fi

install -d "$prefix/bin" "$prefix/share/corridor" "$prefix/share/bash-completion/completions" \
  "$prefix/share/zsh/site-functions" "$prefix/share/fish/vendor_completions.d" "$prefix/share/man/man1"
install -m 755 "$command" "$prefix/bin/corridor"
rm -rf "$prefix/share/corridor/Geo"
cp -R Geo "$prefix/share/corridor/Geo"
install -m 644 LICENSE NOTICE "$prefix/share/corridor/"
"$command" --generate-completion-script bash > "$prefix/share/bash-completion/completions/corridor"
"$command" --generate-completion-script zsh > "$prefix/share/zsh/site-functions/_corridor"
"$command" --generate-completion-script fish > "$prefix/share/fish/vendor_completions.d/corridor.fish"
"$command" ---manual > "$prefix/share/man/man1/corridor.1"
for verb in $("$command" ---manual verbs); do
  "$command" ---manual "$verb" > "$prefix/share/man/man1/corridor-$verb.1"
done
echo "Installed $prefix/bin/corridor; its study is $prefix/share/corridor/Geo"
