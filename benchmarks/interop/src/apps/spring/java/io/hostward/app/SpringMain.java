package io.hostward.app;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The same as an application of Spring Boot. */
@SpringBootApplication
public class SpringMain {
  public static void main(String[] arguments) {
    SpringApplication.run(SpringMain.class, arguments).close();
  }

  @Bean
  CommandLineRunner uploads() {
    return Main::main;
  }
}
