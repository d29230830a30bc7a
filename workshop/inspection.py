"""A script for the environment's Python: print what is in the environment as JSON, or fail.

It fails if a package in the arguments can't be imported, or if any file of any package is missing or
changed.
"""

import sys

at_start = {*sys.modules}
for module in sys.argv[1:]:
    __import__(module)
# The learner's files must not have these names.
imported = {name.partition(".")[0] for name in {*sys.modules} - at_start}

# Only now, because these imports don't count.
import base64
import csv
import hashlib
import json
import re
from importlib.metadata import distributions
from pathlib import Path

versions = {}
for package in distributions():
    versions[re.sub("[-_.]+", "-", package.name).lower()] = package.version
    record = package.read_text("RECORD") or ""
    # Only a wheel has one.
    assert record or not package.read_text("WHEEL"), package.name
    for path, expected, _ in csv.reader(record.splitlines()):
        # What Python compiles comes and goes.
        if expected and not path.endswith(".pyc"):
            algorithm, _, digest = expected.partition("=")
            content = Path(str(package.locate_file(path))).read_bytes()
            actual = base64.urlsafe_b64encode(hashlib.new(algorithm, content).digest())
            assert actual.decode().rstrip("=") == digest, path

assert sys.prefix != sys.base_prefix
assert versions.keys() >= {*sys.argv[1:]}
base = vars(sys)["_base_executable"]
print(json.dumps({"packages": versions, "imported": sorted(imported), "python": base}))
