"""The floor's tables, as models without anything more."""

from django.db import models


class Resident(models.Model):
    workshop_id = models.IntegerField()
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "resident"

    def __str__(self):
        return self.name


class Order(models.Model):
    ref = models.TextField()

    class Meta:
        managed = False
        db_table = "customer_order"

    def __str__(self):
        return self.ref


class Operation(models.Model):
    order = models.ForeignKey(Order, models.PROTECT)
    name = models.TextField()
    rate = models.DecimalField(max_digits=12, decimal_places=4)
    qty_done = models.BigIntegerField(default=0)

    class Meta:
        managed = False
        db_table = "order_operation"

    def __str__(self):
        return self.name


class Entry(models.Model):
    resident = models.ForeignKey(Resident, models.PROTECT)
    operation = models.ForeignKey(Operation, models.PROTECT)
    workshop_id = models.IntegerField()
    work_date = models.DateField()
    qty = models.IntegerField()
    qty_rejected = models.IntegerField(default=0)
    rate = models.DecimalField(max_digits=12, decimal_places=4)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    status = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        managed = False
        db_table = "piece_entry"

    def __str__(self):
        return f"{self.work_date}"
