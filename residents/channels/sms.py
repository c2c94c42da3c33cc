"""Text messages through a gateway that takes JSON by HTTPS.

    POST <SMS_GATEWAY_URL>
    Idempotency-Key: liuhe:pay-FK20261123-0001     the same at every try
    X-Account: <SMS_GATEWAY_ACCOUNT>
    X-Timestamp: 1795363200                        seconds
    X-Signature: hex of HMAC-SHA256(<SMS_GATEWAY_SECRET>, timestamp + "." + body)

    {"key": "…", "to": "13800000000", "text": "【巧手坊】…"}

2xx took it; 408, 425, 429 and 5xx may be tried again; anything else, a redirect too, is a refusal. A provider that
wants another form is spoken to by a small relay in front. Certificates are checked, redirects are not followed,
proxies of the environment are not used, and the answer is read up to 4 KB. An address inside the house (private,
loopback), and plain http to it, only with SMS_GATEWAY_PRIVATE=1.
"""

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from residents.channels.parcels import Answer, DemoNeverSends, Parcel
from residents.enums import TryOutcome

_MAY_BE_TRIED_AGAIN = {408, 425, 429}
_MOST_READ = 4096


@dataclass(frozen=True)
class Gateway:
    """A gateway as the settings describe it; `timeout` in seconds for each step of the conversation."""

    url: str
    account: str
    secret: str
    timeout: int = 10
    private: bool = False

    def deliver(self, parcel: Parcel) -> Answer:
        """Hands a text over. Raises DemoNeverSends for invented people, before anything leaves the machine."""
        if parcel.demo:
            raise DemoNeverSends(parcel.key)
        body = json.dumps({"key": parcel.key, "to": parcel.phone, "text": parcel.text}, ensure_ascii=False).encode()
        try:
            status, text = self._post(body, parcel.key)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answer(TryOutcome.UNREACHABLE, f"{type(error).__name__}: {error}"[:200])
        answer = f"{status} {text}".strip()[:200]
        if 200 <= status < 300:
            return Answer(TryOutcome.ACCEPTED, answer)
        again = status >= 500 or status in _MAY_BE_TRIED_AGAIN
        return Answer(TryOutcome.UNREACHABLE if again else TryOutcome.REFUSED, answer)

    def _post(self, body: bytes, key: str) -> tuple[int, str]:
        parts = urlsplit(self.url)
        connection = self._connection(parts)
        try:
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request("POST", path, body, self._headers(body, key))
            answer = connection.getresponse()
            return answer.status, answer.read(_MOST_READ).decode("utf-8", "replace").replace("\0", "")
        finally:
            connection.close()

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "X-Account": self.account,
            "X-Timestamp": stamp,
            "X-Signature": signature(self.secret, stamp, body),
        }

    def _connection(self, parts) -> http.client.HTTPConnection:
        """A connection to an address that was looked at: what the name means can't change in between."""
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and self.private):
            raise ValueError("the gateway's address must begin with https://")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        address = self._address(host, port, plain=parts.scheme == "http")
        stream = socket.create_connection((address, port), self.timeout)
        if parts.scheme == "http":
            connection = http.client.HTTPConnection(host, port)
        else:
            connection = http.client.HTTPSConnection(host, port)
            try:
                stream = ssl.create_default_context().wrap_socket(stream, server_hostname=host)
            except OSError:
                stream.close()
                raise
        connection.sock = stream
        return connection

    def _address(self, host: str, port: int, *, plain: bool) -> str:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        outside = [ipaddress.ip_address(address.partition("%")[0]).is_global for address in found]
        if plain and any(outside):
            raise ValueError("plain http goes to an address inside the house only")
        if not self.private and not all(outside):
            raise ValueError("the gateway lies inside the house; set SMS_GATEWAY_PRIVATE=1 if that is meant")
        return found[0]


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What proves to the gateway that a request is ours and fresh."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def gateway() -> Gateway | None:
    """The gateway of the settings; None where none is configured, and then everything goes by hand."""
    return Gateway(**settings.SMS_GATEWAY) if settings.SMS_GATEWAY["url"] else None
