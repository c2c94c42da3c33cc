"""What a client accepted and no statement says yet."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from workshops.models import PieceEntry
from workshops.payouts.enums import ClaimCause, StatementLineKind

_FEE, _CLAIM = StatementLineKind.FEE, StatementLineKind.CLAIM

# Deliveries that the client of %(client)s (NULL: each) has accepted up to %(until)s: fees of what it accepted, claims
# of what it rejected for bad material or says is short; and claims of material found bad at hand-in, where the
# agreement says so: all pieces spoilt so far less those claimed before.
OPEN_LINES = f"""
    SELECT d.client_id, 1 AS part, d.sent_on AS day, l.id AS line_id, '{_FEE}' AS kind, '' AS cause, l.operation_id,
        o.work_order_id, l.accepted AS pieces, l.client_price AS price
    FROM workshops_deliveryline l JOIN workshops_delivery d ON d.id = l.delivery_id
    JOIN workshops_operation o ON o.id = l.operation_id
    WHERE d.community_id = %(community)s AND d.state = 'accepted' AND d.accepted_on <= %(until)s AND l.accepted > 0
      AND NOT EXISTS (SELECT 1 FROM payouts_statementline s WHERE s.delivery_line_id = l.id AND s.kind = '{_FEE}')
    UNION ALL
    SELECT d.client_id, 2, d.sent_on, l.id, '{_CLAIM}', c.cause, l.operation_id, o.work_order_id, c.pieces,
        l.client_price
    FROM workshops_deliveryline l JOIN workshops_delivery d ON d.id = l.delivery_id
    JOIN workshops_operation o ON o.id = l.operation_id
    CROSS JOIN LATERAL (VALUES ('{ClaimCause.REJECTED_MATERIAL}', l.rejected_material),
        ('{ClaimCause.SHORT}', l.short)) c (cause, pieces)
    WHERE d.community_id = %(community)s AND d.state = 'accepted' AND d.accepted_on <= %(until)s AND c.pieces > 0
      AND NOT EXISTS (SELECT 1 FROM payouts_statementline s
        WHERE s.delivery_line_id = l.id AND s.kind = '{_CLAIM}' AND s.cause = c.cause)
    UNION ALL
    SELECT w.client_id, 3, %(until)s, NULL, '{_CLAIM}', '{ClaimCause.MATERIAL_AT_HAND_IN}', o.id, w.id,
        f.pieces, o.client_price
    FROM workshops_operation o JOIN workshops_workorder w ON w.id = o.work_order_id
    JOIN workshops_agreement a ON a.id = w.agreement_id
    CROSS JOIN LATERAL (SELECT COALESCE((SELECT SUM(e.material_fault) FROM workshops_pieceentry e
            WHERE e.operation_id = o.id AND e.state = 'accepted' AND NOT e.settled_outside
              AND e.work_date <= %(until)s), 0)
        - COALESCE((SELECT SUM(s.pieces) FROM payouts_statementline s WHERE s.operation_id = o.id
            AND s.cause = '{ClaimCause.MATERIAL_AT_HAND_IN}'), 0) AS pieces) f
    WHERE o.community_id = %(community)s AND o.client_price > 0 AND a.claims_material_fault AND f.pieces > 0
"""

_BY_CLIENT = f"""
    SELECT open.client_id, c.name, COALESCE(SUM(pieces * price) FILTER (WHERE kind = '{_FEE}'), 0),
        COALESCE(SUM(pieces * price) FILTER (WHERE kind = '{_CLAIM}'), 0), MIN(day)
    FROM ({OPEN_LINES}) open JOIN workshops_client c ON c.id = open.client_id
    GROUP BY open.client_id, c.name ORDER BY c.name, open.client_id
"""


_BY_DELIVERY = f"""
    SELECT d.id, d.number, d.sent_on, string_agg(DISTINCT w.product, '、'),
        COALESCE(SUM(pieces * price) FILTER (WHERE kind = '{_FEE}'), 0),
        COALESCE(SUM(pieces * price) FILTER (WHERE kind = '{_CLAIM}'), 0)
    FROM ({OPEN_LINES}) open JOIN workshops_workorder w ON w.id = open.work_order_id
    LEFT JOIN workshops_deliveryline l ON l.id = open.line_id LEFT JOIN workshops_delivery d ON d.id = l.delivery_id
    WHERE open.client_id = %(client)s GROUP BY d.id ORDER BY d.sent_on NULLS LAST, d.id
"""


@dataclass(frozen=True, slots=True)
class DeliveryToState:
    """What a delivery adds to a statement drawn up now, before rounding; pieces that were bad at hand-in, without a
    delivery."""

    delivery_id: int | None
    number: str | None
    sent_on: dt.date | None
    products: str
    fees: Decimal
    claims: Decimal


@dataclass(frozen=True, slots=True)
class ToState:
    """What a client accepted and wasn't told yet: fees and claims before rounding, since when."""

    client_id: int
    client_name: str
    fees: Decimal
    claims: Decimal
    oldest: object


def to_state(community, *, until) -> list[ToState]:
    """By client, what a statement drawn up now would hold. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_CLIENT, {"community": community.pk, "until": until})
        return [ToState(*row) for row in cursor.fetchall()]


def deliveries_to_state(client, *, until: dt.date) -> list[DeliveryToState]:
    """Delivery by delivery, the oldest first, what a statement of this client would hold. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_DELIVERY, {"community": client.community_id, "client": client.pk, "until": until})
        return [DeliveryToState(*row) for row in cursor.fetchall()]


def spoilt_by_material(operation: int) -> int:
    """Pieces of an operation (id) that were inspected as spoilt by the client's material, corrections with them."""
    entries = PieceEntry.objects.accepted().filter(operation=operation, settled_outside=False)
    return entries.aggregate(pieces=Sum("material_fault"))["pieces"] or 0
