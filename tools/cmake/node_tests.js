// Stands inside test programs: they see the environment, as natively, and need no fetch().
Module['preRun'] = [() => Object.assign(ENV, process.env)];
