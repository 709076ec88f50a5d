package io.hostward.cli.console;

import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads option values, so that picocli says what is wrong with one in the value's own words. */
public final class Converters {
  private Converters() {}

  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(ByteSize.class, new Of<>(ByteSize::parse));
    commandLine.registerConverter(ByteRate.class, new Of<>(ByteRate::parse));
  }

  /** Reads a time such as {@code 90s}. */
  public static final class Time extends Of<Duration> {
    public Time() {
      super(Durations::parse);
    }
  }

  /** A converter that is a parser with a message of its own. */
  public static class Of<T> implements ITypeConverter<T> {
    private final Function<String, T> parser;

    protected Of(Function<String, T> parser) {
      this.parser = parser;
    }

    @Override
    public T convert(String value) {
      try {
        return parser.apply(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
