"""Frameworks, database tools and containers, with what gives them away."""

from __future__ import annotations

from launchready.derive.stack.mark import mark
from launchready.facts.stack import Layer

_F, _D, _C = Layer.FRAMEWORK, Layer.DATABASE, Layer.CONTAINER

FRAMEWORKS = (
    mark("Next.js", _F, "npm:next", files="next.config.*"),
    mark("Remix", _F, "npm:@remix-run/* npm:@react-router/dev", files="remix.config.*"),
    mark("SvelteKit", _F, "npm:@sveltejs/kit"),
    mark("Nuxt", _F, "npm:nuxt npm:nuxt3", files="nuxt.config.*"),
    mark("Astro", _F, "npm:astro", files="astro.config.*"),
    mark("Gatsby", _F, "npm:gatsby"),
    mark("Expo", _F, "npm:expo"),
    mark("Angular", _F, "npm:@angular/core"),
    mark("Create React App", _F, "npm:react-scripts"),
    mark("Vite", _F, "npm:vite", files="vite.config.*"),
    mark("NestJS", _F, "npm:@nestjs/core"),
    mark("Express", _F, "npm:express"),
    mark("Fastify", _F, "npm:fastify"),
    mark("Hono", _F, "npm:hono"),
    mark("Koa", _F, "npm:koa"),
    mark("FastAPI", _F, "pypi:fastapi"),
    mark("Django", _F, "pypi:django"),
    mark("Flask", _F, "pypi:flask"),
    mark("Starlette", _F, "pypi:starlette"),
    mark("Streamlit", _F, "pypi:streamlit"),
    mark("Rails", _F, "gem:rails", files="config/application.rb"),
    mark("Sinatra", _F, "gem:sinatra"),
    mark("Laravel", _F, "composer:laravel/framework"),
    mark("Symfony", _F, "composer:symfony/framework-bundle"),
    mark("WordPress", _F, files="wp-config.php wp-config-sample.php"),
    mark("Gin", _F, "go:github.com/gin-gonic/gin"),
    mark("Echo", _F, "go:github.com/labstack/echo*"),
    mark("Fiber", _F, "go:github.com/gofiber/fiber*"),
    mark("Chi", _F, "go:github.com/go-chi/chi*"),
)

DATABASES = (
    mark("Prisma", _D, "npm:prisma npm:@prisma/client", files="schema.prisma"),
    mark("Drizzle", _D, "npm:drizzle-orm npm:drizzle-kit", files="drizzle.config.*"),
    mark("Knex", _D, "npm:knex", files="knexfile.*"),
    mark("TypeORM", _D, "npm:typeorm"),
    mark("Sequelize", _D, "npm:sequelize", files=".sequelizerc"),
    mark("Mongoose", _D, "npm:mongoose"),
    mark("Kysely", _D, "npm:kysely"),
    mark("MikroORM", _D, "npm:@mikro-orm/core"),
    mark("Alembic", _D, "pypi:alembic pypi:flask-migrate", files="alembic.ini"),
    mark("SQLAlchemy", _D, "pypi:sqlalchemy pypi:sqlmodel"),
    mark("Peewee", _D, "pypi:peewee"),
    mark("Tortoise ORM", _D, "pypi:tortoise-orm"),
    mark("Flyway", _D, files="flyway.conf flyway.toml"),
    mark("Liquibase", _D, files="liquibase.properties"),
    mark("dbmate", _D, "npm:dbmate", files=".dbmate"),
    mark("golang-migrate", _D, "go:github.com/golang-migrate/migrate*"),
    mark("goose", _D, "go:github.com/pressly/goose*"),
    mark("GORM", _D, "go:gorm.io/gorm"),
    mark("Ecto", _D, "hex:ecto_sql"),
)

CONTAINERS = (
    mark("Docker", _C, files="Dockerfile Dockerfile.* *.Dockerfile Containerfile"),
    mark(
        "Docker Compose",
        _C,
        files="docker-compose*.yml docker-compose*.yaml compose*.yml compose*.yaml",
    ),
    mark("Helm", _C, files="Chart.yaml"),
    mark("Kustomize", _C, files="kustomization.yaml kustomization.yml"),
    mark("Skaffold", _C, files="skaffold.yaml"),
)
"""Kubernetes is not here: its files have any name, and are known by what they hold."""
