"""The bot inside WeChat official accounts, and for an office's staff in WeCom. Read routes.py first."""
