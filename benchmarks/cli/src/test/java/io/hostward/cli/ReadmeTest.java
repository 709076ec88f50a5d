package io.hostward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What README.md shows is Java that compiles and commands that exist. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("^    (?:sudo |.*\\| )?hostward ([^#\n]*)");
  private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

  @TempDir Path classes;

  @Test
  void theJavaCompiles() throws Exception {
    List<String> snippets = JAVA.matcher(readme()).results().map(match -> match.group(1)).toList();
    assertThat(snippets).hasSize(2);

    assertThat(errors(snippets.get(0))).isEmpty();
    assertThat(
            errors(
                """
                import io.hostward.net.Secret;
                import io.hostward.net.ServerTrust;
                import io.hostward.netty.NettyTransport;
                import io.hostward.vsphere.VimVSphere;
                import java.io.IOException;
                import java.net.URI;
                import java.nio.file.Path;

                class Upload {
                  Object upload(String password, NettyTransport transport) throws IOException {
                    return %s;
                  }
                }
                """
                    .formatted(snippets.get(1).strip())))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theCommandsAreUnderstood(String command) throws ParameterException {
    String[] words =
        WORD.matcher(command)
            .results()
            .map(MatchResult::group)
            .map(word -> word.replaceAll("^['\"]|['\"]$", ""))
            .toArray(String[]::new);

    Main.parse(new Cli().shell(), words);
  }

  static Stream<String> commands() throws Exception {
    List<String> commands =
        readme()
            .lines()
            .flatMap(line -> COMMAND.matcher(line).results())
            .map(match -> match.group(1).strip())
            .toList();
    assertThat(commands).hasSizeGreaterThan(10);
    return commands.stream();
  }

  private String errors(String source) {
    StringWriter problems = new StringWriter();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Upload.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        new ArrayList<>(
            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    ToolProvider.getSystemJavaCompiler()
        .getTask(problems, null, null, options, null, List.of(file))
        .call();
    return problems.toString();
  }

  private static String readme() throws Exception {
    return Files.readString(Path.of("../../README.md"));
  }
}
