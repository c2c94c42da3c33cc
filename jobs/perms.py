"""Who may do what at the job station. Each right lists its roles."""

from microfactory.kernel.scoping import Access
from residents.enums import Role


def can_see_jobs(access: Access) -> bool:
    """Employers and all postings: social worker, community staff, leader (who tells the people around her)."""
    return access.has(Role.SOCIAL_WORKER, Role.STAFF, Role.LEADER)


def can_post_jobs(access: Access) -> bool:
    """Write, publish and end postings, keep up employers: social worker, community staff."""
    return access.has(Role.SOCIAL_WORKER, Role.STAFF)
