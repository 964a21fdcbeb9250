# One image for web, worker, beat and release; compose.yaml says which is which.
FROM debian:12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/peer
COPY requirements.txt .
RUN python3 -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# Named volumes take the ownership these folders have here.
RUN useradd --system --home-dir /srv/peer peer && mkdir /data /keys && chown peer /data /keys
ENV PATH=/srv/peer/.venv/bin:$PATH DATA_DIR=/data KEY_DIR=/keys
USER peer
CMD ["gunicorn", "peerchallenge.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4"]
