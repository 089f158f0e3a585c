"""OneTick: multi-tenant work management. One package, shipped as the `onetick` layer."""
