"""The local platform behind `make run`: the real template on an embedded emulator, behind one web address.

    emulator    ministack, started by our launcher, with the few patches it needs
    deployment  the template, expanded and adapted here, as CloudFormation stacks in the emulator
    pool        worker processes that run the functions from the working tree
    front       one server: the web app, the API reference, the API, the mails that were sent
    seed        a demo organization, made through the public API

`platform.start` puts them together; `python -m infra.local` is the command.
"""
