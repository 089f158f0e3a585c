"""The one pipeline every entry runs through. The kernel knows no area; areas stand on it.

Beside the words that areas are written in, which are its modules, it has

    entry, triggers     how a Lambda is declared
    requests            what happens between API Gateway and a use case, in one order: `pipeline`
    work, unit          the unit of work, which commits state, event and idempotency record together
    access              who may do what, and why
    delivery            from a committed event to the bus, and from a queue to an effect that happens once
    jobs                what takes long, done in steps
    history             what was, which request changed it, and taking that back
    adapters            AWS behind the ports `table` and `objects`, and the same in memory

Read them in this order.
"""
