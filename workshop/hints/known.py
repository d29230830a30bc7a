"""Names that programs have, and where they come from."""

# Modules that Flask programs import, and what to install for them, where it has another name.
PACKAGES = {
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dotenv": "python-dotenv",
    "jwt": "pyjwt",
    "mysql": "mysql-connector-python",
    "MySQLdb": "mysqlclient",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
} | {
    name: name
    for name in (
        *("cs50", "email_validator", "gunicorn", "httpx", "mariadb", "markdown", "matplotlib"),
        *("nltk", "numpy", "openai", "pandas", "passlib", "peewee", "plotly", "pymongo", "pymysql"),
        *("pytz", "requests", "scipy", "selenium", "sqlalchemy", "stripe", "torch", "waitress"),
        *("wtforms",),
    )
}
# Other modules that Flask programs import.
MODULES = [
    *("base64", "collections", "csv", "datetime", "flask", "functools", "hashlib", "io", "jinja2"),
    *("json", "logging", "math", "os", "pathlib", "random", "re", "secrets", "smtplib", "socket"),
    *("sqlite3", "string", "subprocess", "sys", "threading", "time", "typing", "urllib", "uuid"),
    "werkzeug",
]
# Where what programs import from Flask or Werkzeug is now.
MOVED = {
    "Markup": "markupsafe",
    "escape": "markupsafe",
    "secure_filename": "werkzeug.utils",
    "generate_password_hash": "werkzeug.security",
    "check_password_hash": "werkzeug.security",
    "Bcrypt": "flask_bcrypt",
    "SQLAlchemy": "flask_sqlalchemy",
}
# What belongs to the app.
OF_THE_APP = {"config", "errorhandler", "route", "run", "secret_key"}
# What other servers call what an app has.
OF_OTHER_SERVERS = {"listen": "run", "serve": "run", "start": "run"}
# Functions that programs use, and their modules.
FUNCTIONS = {
    "randint": "random",
    "choice": "random",
    "shuffle": "random",
    "sleep": "time",
    "sqrt": "math",
    "getenv": "os",
    "timedelta": "datetime",
}
