"""The archive of a project: what is in it, how it is signed, and how one is opened that anybody may have made."""
