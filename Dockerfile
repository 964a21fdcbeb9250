# One image for web, worker, beat and release; compose.yaml says which is which.
FROM debian:12-slim
WORKDIR /srv/peer
COPY peer requirements.txt ./
COPY tools tools
RUN apt-get update && apt-get install -y --no-install-recommends python3 postgresql-client \
 && ./peer install && rm -rf /var/lib/apt/lists/* /root/.cache
COPY . .
# Named volumes take the ownership these folders have here.
RUN useradd --system --home-dir /srv/peer peer && mkdir /data /keys && chown peer /data /keys
ENV PATH=/srv/peer/.venv/bin:$PATH DATA_DIR=/data KEY_DIR=/keys
USER peer
CMD ["gunicorn", "peerchallenge.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4"]
