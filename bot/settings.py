"""The only reader of the environment and of .env: what the operator chose."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from report_bot.ingest.errors import SettingsInvalid


class Settings(BaseSettings):
    """Every setting as REPORT_BOT_<NAME>, from the environment or a .env file in the working folder."""

    model_config = SettingsConfigDict(
        env_prefix="REPORT_BOT_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    data: Path = Field(default=Path("report-bot-data"), description="索引所在的文件夹")
    host: str = Field(default="127.0.0.1", description="网页监听的地址")
    port: int = Field(default=7860, ge=1, le=65535, description="网页监听的端口")
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
