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

  // bash breaks words at colons and equals signs, and replaces what is behind the last of them; behind an
  // opening quote it breaks at nothing, and replaces all that follows it. The words are told here as the shell
  // reads them, and what bash keeps is taken off the candidates. A word of one candidate gets its closing quote
  // from bash; a second candidate keeps it open where more has to follow.
  private static let forBash = #"""
    # bash completion of corridor
    _corridor() {
      local line=${COMP_LINE:0:COMP_POINT} word='' kept='' quote='' begun='' char candidate rest place
      local -a words=()
      for ((place = 0; place < ${#line}; place++)); do
        char=${line:place:1}
        if [[ $quote == "'" && $char != "'" ]]; then
          word+=$char
        elif [[ $char == \\ ]]; then
          ((place += 1))
          word+=${line:place:1} begun=1
        elif [[ -n $quote ]]; then
          if [[ $char == "$quote" ]]; then quote=''; else word+=$char; fi
        elif [[ $char == [\'\"] ]]; then
          quote=$char kept=$word begun=1
        elif [[ $char == [[:space:]] ]]; then
          [[ -n $begun ]] && words+=("$word")
          word='' kept='' begun=''
        else
          word+=$char begun=1
        fi
      done
      words+=("$word")
      if [[ -z $quote ]]; then
        kept=''
        if [[ $word == *[:=]* && $COMP_WORDBREAKS == *[:=]* ]]; then
          kept=${word%"${word##*[:=]}"}
        fi
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
            done < <(compgen "$option" -- "${word#"$kept"}")
            ;;
          *)
            [[ $candidate == *[=/] ]] && compopt -o nospace 2>/dev/null
            candidate=${candidate#"$kept"}
            if [[ -z $quote && $candidate == *[^A-Za-z0-9_./:=@%+,-]* ]]; then
              printf -v candidate %q "$candidate"
            fi
            COMPREPLY+=("$candidate")
            ;;
        esac
      done < <("${1/#\~/$HOME}" ---words "${words[@]:1}" 2>/dev/null)
      if [[ -n $quote && ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        COMPREPLY+=("${COMPREPLY[0]}...")
      fi
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
      set -l token (commandline -ct)
      # A word whose quote is still open is read as if it were closed.
      set -l typed (string unescape -- "$token" 2>/dev/null
        or string unescape -- "$token"\' 2>/dev/null
        or string unescape -- "$token"\" 2>/dev/null
        or echo "$token")
      for line in ($words[1] ---words $words[2..-1] "$typed" 2>/dev/null)
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
