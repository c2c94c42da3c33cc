"""How a guard speaks: one sentence a finding, all of them at once."""

import pytest


def none_of(findings, rule: str) -> None:
    """Fails with every finding below the rule that they break."""
    findings = sorted(findings)
    if findings:
        pytest.fail(f"{rule}\n" + "\n".join(f"  {finding}" for finding in findings), pytrace=False)
