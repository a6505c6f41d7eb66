// The page works without this: it only says that a script was fetched and ran.
document.documentElement.dataset.script = "ran";
