#!/bin/sh
# packages.sh VENV REQUIREMENTS: make the virtual environment and install the packages, unless both are done already.
set -eu
venv=$1
requirements=$2

find_python() {
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Python 3.11, 3.12 or 3.13 is missing on this machine: apt-get install python3 python3-venv" >&2
    exit 1
}

# The stamp holds a sum of what was asked for, so a fresh checkout of the same files installs nothing again.
stamp="$venv/.installed-$(echo "$requirements" | tr / -)"
sum=$(cat requirements.txt "$requirements" | cksum)
if "$venv/bin/python" -c '' 2>/dev/null && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then
    exit
fi

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "The venv module of $python is missing on this machine: apt-get install python3-venv" >&2
        exit 1
    fi
    "$python" -m venv --clear "$venv"
fi
echo "Installing the packages of $requirements ..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
echo "$sum" > "$stamp"
