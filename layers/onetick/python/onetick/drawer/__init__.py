"""The drawer of a task: everything that is shown when somebody opens one, in two calls."""
