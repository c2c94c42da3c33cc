"""The tables of production."""

from workshops.models.claims import EntryClaim, EntryFreeze
from workshops.models.clients import Agreement, Client
from workshops.models.deliveries import Delivery
from workshops.models.delivery_lines import DeliveryAllocation, DeliveryLine
from workshops.models.entries import PieceEntry
from workshops.models.imports import HeaderMapping, ImportBatch
from workshops.models.issues import Issue
from workshops.models.materials import Material, MaterialMovement
from workshops.models.open_entries import OpenEntry
from workshops.models.orders import Operation, PieceRate, WorkOrder
from workshops.models.tallies import MaterialTally, MonthTally, OperationTally
from workshops.models.visits import DayVisit

__all__ = [
    "Agreement",
    "Client",
    "DayVisit",
    "Delivery",
    "DeliveryAllocation",
    "DeliveryLine",
    "EntryClaim",
    "EntryFreeze",
    "HeaderMapping",
    "ImportBatch",
    "Issue",
    "Material",
    "MaterialMovement",
    "MaterialTally",
    "MonthTally",
    "OpenEntry",
    "Operation",
    "OperationTally",
    "PieceEntry",
    "PieceRate",
    "WorkOrder",
]
