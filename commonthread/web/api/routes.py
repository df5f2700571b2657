"""Where the operations are registered: one router, as methods of one address may stand in several files."""

from ninja import Router

router = Router()
SEND = ["Send"]
FETCH = ["Receipts and rejects"]
ASK = ["Ask"]
REQUESTS = ["Requests for more"]
NOTICES = ["Notices"]
