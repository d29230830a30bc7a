"""The modules that can be imported, or installed."""

import sys

from workshop.advice.close_names import edit_distance

# Modules of the Flask world whose package is called the same, and those whose package isn't.
SAME_NAME = [
    "bcrypt", "boto3", "celery", "cs50", "email_validator", "flask_admin", "flask_bcrypt",
    "flask_bootstrap", "flask_caching", "flask_cors", "flask_debugtoolbar", "flask_httpauth",
    "flask_jwt_extended", "flask_limiter", "flask_login", "flask_mail", "flask_marshmallow",
    "flask_migrate", "flask_moment", "flask_mysqldb", "flask_pymongo", "flask_restful",
    "flask_session", "flask_socketio", "flask_sqlalchemy", "flask_wtf", "gunicorn", "httpx",
    "livereload", "lxml", "markdown", "matplotlib", "nltk", "numpy", "openai", "openpyxl",
    "pandas", "passlib", "peewee", "plotly", "psutil", "pydantic", "pymongo", "pymysql", "pytz",
    "qrcode", "redis", "requests", "scipy", "seaborn", "selenium", "sqlalchemy", "stripe",
    "tensorflow", "torch", "tweepy", "twilio", "waitress", "wikipedia", "wtforms",
]  # fmt: skip
PACKAGES = {
    **{name: name.replace("_", "-") for name in SAME_NAME},
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "jwt": "pyjwt",
    "MySQLdb": "mysqlclient",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
INSTALLED = {"click", "flask", "itsdangerous", "jinja2", "markupsafe", "werkzeug"}
# Python's own tests are nobody's.
INSTALLED |= sys.stdlib_module_names - {"test"}


def close_modules(name: str, modules: set[str]) -> list[str]:
    """Return the modules that a name may be a slip of."""
    return sorted(each for each in modules if edit_distance(name.lower(), each.lower()) == 1)
