# The one image of the service: web, worker, scheduler, dispatcher and the migrate job
# differ only in their command (docker-compose.yml). It holds no secret and no engine.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/lightbulb
COPY requirements.txt requirements-node.txt ./
# Two environments, so that npm, which only this stage needs, stays out of the image.
RUN python -m venv /opt/lightbulb \
    && /opt/lightbulb/bin/pip install --require-hashes --only-binary :all: -r requirements.txt \
    && python -m venv /opt/node \
    && /opt/node/bin/pip install --require-hashes --only-binary :all: -r requirements-node.txt
ENV PATH=/opt/lightbulb/bin:/opt/node/bin:$PATH
COPY . .
# Demonstration mode for this one command: it needs no address, mail or database. The
# word given as a key signs nothing, and keeps the command from making a key of its own.
RUN python -m lightbulb.assets \
    && LIGHTBULB_MODE=demonstration SECRET_KEY=unused python manage.py collectstatic --noinput

FROM python:3.13-slim
# What WeasyPrint draws PDFs with. Versions are not pinned: Debian drops one from its
# archive when it mends it, and a pinned build would stop on the day of a security fix.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-dejavu-core \
        fonts-liberation \
        libharfbuzz-subset0 \
        libpango-1.0-0 \
        libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin lightbulb \
    && install --directory --owner=10001 --group=10001 /var/lib/lightbulb/day-files
ENV PATH=/opt/lightbulb/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp/cache \
    LIGHTBULB_MODE=service
WORKDIR /srv/lightbulb
COPY --from=build /opt/lightbulb /opt/lightbulb
COPY . .
COPY --from=build /srv/lightbulb/var/static var/static
# Everything above belongs to root: the service cannot change its own code.
USER 10001:10001
EXPOSE 8000
# For the web server, asked as the proxy asks: by the public name and as if over HTTPS.
# The other processes have their own in docker-compose.yml.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os; from urllib.parse import urlsplit; from urllib.request import Request, urlopen; urlopen(Request('http://127.0.0.1:' + os.environ['PORT'] + '/healthz/', headers={'Host': urlsplit(os.environ['PUBLIC_URL']).netloc, 'X-Forwarded-Proto': 'https'}), timeout=4)"]
