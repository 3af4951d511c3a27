"""Writes into a document what its commands print: record.py DOCUMENT CORRIDOR

Every block marked `console` is run, one after the other, in an empty folder; lines that begin with `$ ` are commands (a
here-document goes on to its END), and what they print takes the place of what stands below them. The tests compare.
"""

import os
import pathlib
import subprocess
import sys
import tempfile


def main(document, corridor):
    path = pathlib.Path(document)
    out, commands, inside = [], [], False
    with tempfile.TemporaryDirectory() as folder:
        binaries = pathlib.Path(folder, "bin")
        binaries.mkdir()
        (binaries / "corridor").symlink_to(pathlib.Path(corridor).resolve())
        work = pathlib.Path(folder, "work")
        work.mkdir()
        environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}", NO_COLOR="1")
        lines = iter(path.read_text(encoding="utf-8").split("\n"))
        for line in lines:
            if not inside:
                out.append(line)
                inside = line == "```console"
                continue
            if line == "```":
                inside = False
                out.append(line)
            elif line.startswith("$ "):
                command = [line[2:]]
                out.append(line)
                if "<<'END'" in line:
                    for more in lines:
                        command.append(more)
                        out.append(more)
                        if more == "END":
                            break
                run = subprocess.run(
                    ["/bin/sh", "-c", "\n".join(command)], cwd=work, env=environment, text=True,
                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
                out += run.stdout.rstrip("\n").split("\n") if run.stdout else []
    path.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
