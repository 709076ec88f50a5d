/*
 * A TLS server that takes PUT requests and throws their bodies away, so that what is measured
 * is the client. It closes after each answer, as hosts do.
 *
 *   discard CERT.pem KEY.pem 1.2|1.3 CIPHER resumed|anew
 *
 * With "anew" no TLS session can be resumed.
 *
 * It listens on a free port of 127.0.0.1 and prints "port N", then one line a request: method,
 * target, bytes of the body, TLS version, cipher, and r if the TLS session was resumed.
 */
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define BUFFER (256 * 1024)
#define TOKEN 1024

struct peer {
  SSL *ssl;
  size_t from, to;
  char data[BUFFER];
};

static SSL_CTX *context;

/* Reads what there is behind the bytes that are left; 0 at the end. */
static int fill(struct peer *peer) {
  if (peer->from == peer->to) peer->from = peer->to = 0;
  if (peer->to == BUFFER) return 0;
  int count = SSL_read(peer->ssl, peer->data + peer->to, (int)(BUFFER - peer->to));
  if (count <= 0) return 0;
  peer->to += (size_t)count;
  return 1;
}

/* Returns a line without its end, which stays valid until the next call; NULL at the end. */
static char *line(struct peer *peer) {
  for (;;) {
    char *start = peer->data + peer->from;
    char *end = memchr(start, '\n', peer->to - peer->from);
    if (end) {
      peer->from = (size_t)(end + 1 - peer->data);
      if (end > start && end[-1] == '\r') end--;
      *end = 0;
      return start;
    }
    memmove(peer->data, start, peer->to - peer->from);
    peer->to -= peer->from;
    peer->from = 0;
    if (!fill(peer)) return NULL;
  }
}

/* Throws so many bytes away; returns how many came. */
static unsigned long long skip(struct peer *peer, unsigned long long length) {
  unsigned long long left = length;
  while (left) {
    if (peer->from == peer->to && !fill(peer)) break;
    size_t here = peer->to - peer->from;
    if (here > left) here = (size_t)left;
    peer->from += here;
    left -= here;
  }
  return length - left;
}

/* Reads a body in chunks; returns its size, or -1 if it ended early. */
static long long chunks(struct peer *peer) {
  long long total = 0;
  for (;;) {
    char *size = line(peer);
    if (!size) return -1;
    unsigned long long length = strtoull(size, NULL, 16);
    if (!length) break;
    if (skip(peer, length) != length || !line(peer)) return -1;
    total += (long long)length;
  }
  for (char *trailer = line(peer); trailer; trailer = line(peer)) {
    if (!*trailer) return total;
  }
  return -1;
}

static int say(struct peer *peer, const char *text) {
  return SSL_write(peer->ssl, text, (int)strlen(text)) > 0;
}

static void request(struct peer *peer) {
  char method[TOKEN], target[TOKEN];
  unsigned long long length = 0;
  int chunked = 0, expects = 0;
  char *first = line(peer);
  if (!first || sscanf(first, "%1023s %1023s", method, target) != 2) return;
  for (;;) {
    char *header = line(peer);
    if (!header) return;
    if (!*header) break;
    if (!strncasecmp(header, "content-length:", 15)) length = strtoull(header + 15, NULL, 10);
    if (!strncasecmp(header, "transfer-encoding: chunked", 26)) chunked = 1;
    if (!strncasecmp(header, "expect: 100-continue", 20)) expects = 1;
  }
  if (expects && !say(peer, "HTTP/1.1 100 Continue\r\n\r\n")) return;
  long long received = chunked ? chunks(peer) : (long long)skip(peer, length);
  if (received < 0 || (!chunked && (unsigned long long)received != length)) return;
  printf("%s %s %lld %s %s %s\n", method, target, received, SSL_get_version(peer->ssl),
         SSL_get_cipher(peer->ssl), SSL_session_reused(peer->ssl) ? "r" : ".");
  say(peer, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

/* Ends a connection without a reset, which could overtake the answer. */
static void finish(struct peer *peer, int fd) {
  SSL_shutdown(peer->ssl);
  shutdown(fd, SHUT_WR);
  struct timeval patience = {2, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  while (read(fd, peer->data, BUFFER) > 0) {
  }
}

static void *serve(void *argument) {
  int fd = (int)(long)argument;
  struct peer *peer = malloc(sizeof *peer);
  if (peer) {
    peer->from = peer->to = 0;
    peer->ssl = SSL_new(context);
    SSL_set_fd(peer->ssl, fd);
    if (SSL_accept(peer->ssl) == 1) {
      request(peer);
      finish(peer, fd);
    }
    SSL_free(peer->ssl);
    free(peer);
  }
  close(fd);
  return NULL;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  ERR_print_errors_fp(stderr);
  exit(1);
}

static void configure(char **arguments) {
  int tls13 = !strcmp(arguments[3], "1.3");
  int version = tls13 ? TLS1_3_VERSION : TLS1_2_VERSION;
  context = SSL_CTX_new(TLS_server_method());
  if (!context || !SSL_CTX_use_certificate_chain_file(context, arguments[1]) ||
      !SSL_CTX_use_PrivateKey_file(context, arguments[2], SSL_FILETYPE_PEM))
    fail("certificate or key");
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  if (!(tls13 ? SSL_CTX_set_ciphersuites(context, arguments[4])
              : SSL_CTX_set_cipher_list(context, arguments[4])))
    fail("cipher");
  SSL_CTX_set_session_id_context(context, (const unsigned char *)"discard", 7);
  if (!strcmp(arguments[5], "anew")) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
  }
  SSL_CTX_set_mode(context, SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_default_read_buffer_len(context, BUFFER);
}

int main(int count, char **arguments) {
  if (count != 6) fail("usage: discard CERT.pem KEY.pem 1.2|1.3 CIPHER resumed|anew");
  signal(SIGPIPE, SIG_IGN);
  setvbuf(stdout, NULL, _IOLBF, 0);
  configure(arguments);
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) ||
      listen(listener, 512) || getsockname(listener, (struct sockaddr *)&address, &size))
    fail("cannot listen");
  printf("port %d\n", ntohs(address.sin_port));
  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    pthread_t thread;
    if (fd >= 0 && pthread_create(&thread, &detached, serve, (void *)(long)fd)) close(fd);
  }
}
