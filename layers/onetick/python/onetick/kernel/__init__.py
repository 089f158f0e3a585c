"""The one pipeline every entry runs through. The kernel knows no area; areas stand on it.

Read in this order: `entry` (how a Lambda is declared), `pipeline` (what happens to a request),
`work` (the unit of work that commits state, event and idempotency record together), `access`
(who may do what, and why), `table` (the storage port and its two implementations).
"""
