"""The brief in the browser: a page served to this machine only, where a person corrects it.

``operations`` turns what was clicked into edits, ``session`` keeps their history and saves each,
``server`` is the web application and ``run`` the process. Starlette and uvicorn come with the
extra ``review``; the page itself is plain JavaScript in ``static``.
"""
