"""The only reader of the environment and of .env: what the operator chose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from report_bot.ingest.errors import SettingsInvalid


def _parted(written: object) -> object:
    return (
        tuple(written.replace("，", ",").replace(",", " ").split()) if isinstance(written, str) else written
    )


# Several words in one variable, parted by commas or spaces.
Words: TypeAlias = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_parted)]


class Settings(BaseSettings):
    """Every setting as REPORT_BOT_<NAME>, from the environment or a .env file in the working folder."""

    model_config = SettingsConfigDict(
        env_prefix="REPORT_BOT_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    data: Path = Field(default=Path("report-bot-data"), description="索引所在的文件夹")
    host: str = Field(default="127.0.0.1", description="网页监听的地址")
    port: int = Field(default=7860, ge=1, le=65535, description="网页监听的端口")
    store: str = Field(
        default="", description="服务各进程共用的数据放在哪里；不写则为数据文件夹里的 serve.db"
    )
    wechat: Path | None = Field(default=None, description="公众号和企业微信机器人的设置文件（TOML）")
    workers: int = Field(default=1, ge=1, le=64, description="几个进程回答接口")
    root_path: str = Field(
        default="", pattern=r"^(/[\w.~-]+)*$", description="反向代理把服务放在哪个路径之下"
    )
    trusted_proxies: Words = Field(default=("127.0.0.1", "::1"), description="信任哪些反向代理说的来访地址")
    cors_origins: Words = Field(default=(), description="哪些网站的网页可以直接调用接口")
    embed_origins: Words = Field(default=(), description="哪些网站可以嵌入问答网页")
    keys_required: bool = Field(default=False, description="调用接口要不要密钥")
    answers_at_once: int = Field(default=64, ge=1, le=1000, description="一个进程同时回答多少个问题")
    rate_session: int = Field(default=20, ge=1, description="一段对话一分钟最多问几次")
    rate_key: int = Field(default=600, ge=1, description="一个密钥一分钟最多问几次")
    rate_address: int = Field(default=600, ge=1, description="一个来访地址一分钟最多几次请求")
    log_questions: bool = Field(default=False, description="日志里写不写问题的文字")
    feedback_days: int = Field(default=90, ge=1, le=3650, description="没有答上和评价不好的问题，文字留几天")
    llm_base_url: str = Field(default="", pattern=r"^(https?://\S+)?$", description="大模型接口的地址")
    llm_model: str = Field(default="", description="大模型的名称")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="大模型接口的密钥")
    embedding_base_url: str = Field(
        default="", pattern=r"^(https?://\S+)?$", description="向量接口的地址；不写则用自带的模型"
    )
    embedding_model: str = Field(default="", description="向量模型的名称")
    embedding_api_key: SecretStr = Field(default=SecretStr(""), description="向量接口的密钥")
    llm_budget: float = Field(default=20.0, gt=0, le=600, description="一次回答最多用几秒")


def load_settings() -> Settings:
    """Read the settings. Raises SettingsInvalid naming the variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        names = "、".join("REPORT_BOT_" + str(e["loc"][0]).upper() for e in error.errors())
        raise SettingsInvalid(f"环境变量或 .env 中的设置不能使用：{names}。请改正后再试。") from error
