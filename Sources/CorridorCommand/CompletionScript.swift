/// The scripts that teach shells to complete command lines.
///
/// They only split the line and ask `corridor ---words`, so that all shells say the same; see `Completion`.
enum CompletionScript: String, CaseIterable {
  case bash
  case zsh
  case fish

  var text: String {
    switch self {
    case .bash: Self.forBash
    case .zsh: Self.forZsh
    case .fish: Self.forFish
    }
  }

  // bash breaks words at colons and equals signs, and replaces what is behind the last of them; the words
  // are split at blanks here, and what bash keeps is taken off the candidates.
  private static let forBash = #"""
    # bash completion of corridor
    _corridor() {
      local line=${COMP_LINE:0:COMP_POINT} current kept='' candidate rest
      local -a words
      local IFS=$' \t\n'
      read -ra words <<<"$line"
      [[ $line == *[[:space:]] ]] && words+=('')
      current=${words[${#words[@]}-1]}
      if [[ $current == *[:=]* && $COMP_WORDBREAKS == *[:=]* ]]; then
        kept=${current%"${current##*[:=]}"}
      fi
      COMPREPLY=()
      while IFS=$'\t' read -r candidate rest; do
        case $candidate in
          :file | :folder)
            compopt -o filenames 2>/dev/null
            local option=-f
            [[ $candidate == :folder ]] && option=-d
            while IFS= read -r rest; do
              COMPREPLY+=("$rest")
            done < <(compgen "$option" -- "${current#"$kept"}")
            ;;
          *)
            [[ $candidate == *[=/] ]] && compopt -o nospace 2>/dev/null
            COMPREPLY+=("${candidate#"$kept"}")
            ;;
        esac
      done < <("${1/#\~/$HOME}" ---words "${words[@]:1}" 2>/dev/null)
    }
    complete -F _corridor corridor

    """#

  private static let forZsh = #"""
    #compdef corridor
    _corridor() {
      local line candidate
      local -a closed closedText open openText
      while IFS= read -r line; do
        candidate=${line%%$'\t'*}
        case $candidate in
          :file) _files ;;
          :folder) _files -/ ;;
          *[=/]) open+=("$candidate"); openText+=("${line//$'\t'/  -- }") ;;
          *) closed+=("$candidate"); closedText+=("${line//$'\t'/  -- }") ;;
        esac
      done < <("${(Q)words[1]}" ---words "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
      (( $#closed )) && compadd -l -d closedText -- "${closed[@]}"
      (( $#open )) && compadd -S '' -l -d openText -- "${open[@]}"
      return 0
    }
    if [[ $funcstack[1] == _corridor ]]; then
      _corridor "$@"
    else
      compdef _corridor corridor
    fi

    """#

  private static let forFish = #"""
    # fish completion of corridor
    function __corridor_words
      set -l words (commandline -opc)
      for line in ($words[1] ---words $words[2..-1] (commandline -ct) 2>/dev/null)
        switch $line
          case ':file'
            __fish_complete_path (commandline -ct)
          case ':folder'
            __fish_complete_directories (commandline -ct)
          case '*'
            echo $line
        end
      end
    end
    complete -c corridor -f -a '(__corridor_words)'

    """#
}
