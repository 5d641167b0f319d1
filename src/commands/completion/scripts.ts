type Shell = 'bash' | 'zsh' | 'fish';

/** The line on which all scripts rest: candidates, and a last line that says whether files are possible as well. */
const ASKED = 'kubectl-iceoryx __complete';

const BASH = `# Completion of kubectl-iceoryx for bash 4 or newer.
__kubectl_iceoryx() {
  local out word cur= words=() IFS=$'\\n'
  COMPREPLY=()
  # bash takes --output=json as three words.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#words[@]} -gt 0 && ( $word == = || \${words[-1]} == *= ) ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  cur=\${words[-1]-}
  [[ $cur == -*=* ]] && cur=\${cur#*=}
  out=$(${ASKED} "\${words[@]}" 2>/dev/null) || return
  if [[ \${out##*$'\\n'} == :0 ]]; then
    compopt -o filenames
    COMPREPLY=($(compgen -f -- "$cur"))
    return
  fi
  for word in $out; do
    [[ $word == :* ]] || COMPREPLY+=("\${word%%$'\\t'*}")
  done
}
complete -F __kubectl_iceoryx kubectl-iceoryx
`;

const ZSH = `#compdef kubectl-iceoryx
# Completion of kubectl-iceoryx for zsh.
__kubectl_iceoryx() {
  local out line desc last=\${words[CURRENT]}
  local -a found
  out=$(${ASKED} "\${(@)words[2,CURRENT]}" 2>/dev/null) || return 1
  [[ $last == -*=* ]] && compset -P '*='
  if [[ \${out##*$'\\n'} == :0 ]]; then
    _files
    return
  fi
  for line in \${(f)out}; do
    [[ $line == :* ]] && continue
    # A colon divides a candidate from its description.
    desc=\${line#*$'\\t'}
    line=\${line%%$'\\t'*}
    found+=("\${line//:/\\\\:}\${\${desc:#$line}:+:$desc}")
  done
  _describe -V kubectl-iceoryx found
}
compdef __kubectl_iceoryx kubectl-iceoryx
`;

const FISH = `# Completion of kubectl-iceoryx for fish.
function __kubectl_iceoryx
  set --local words (commandline -opc)
  set --local word (commandline --current-token --cut-at-cursor)
  set --local out (${ASKED} $words[2..] "$word" 2>/dev/null)
  set --local prefix (string match --regex -- '^-.*=' "$word")
  if test "$out[-1]" = :0
    for path in (__fish_complete_path (string replace --regex -- '^-.*=' '' "$word"))
      echo "$prefix$path"
    end
  else
    for line in $out[1..-2]
      echo "$prefix$line"
    end
  end
end
complete --command kubectl-iceoryx --no-files --arguments '(__kubectl_iceoryx)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** The script that has a shell complete kubectl-iceoryx. */
export function scriptFor(shell: Shell): string {
  return SCRIPTS[shell];
}
