"""The kernel: what lies under every app and knows none of them. An installed app without models."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "microfactory.kernel"
    verbose_name = "Kernel"
