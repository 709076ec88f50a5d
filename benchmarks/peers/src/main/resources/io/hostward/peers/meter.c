/*
 * Runs a program and writes what it cost, children that it waited for included:
 *
 *   meter RESULT COMMAND [ARGUMENT]...
 *
 * RESULT gets one line: exit code, seconds, CPU seconds of user and system, peak resident KiB.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return 2;
  double elapsed = now() - start;
  FILE *result = fopen(arguments[1], "w");
  if (!result) return 2;
  fprintf(result, "%d %.6f %.6f %.6f %ld\n",
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), elapsed,
          seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss);
  return fclose(result) ? 2 : 0;
}
