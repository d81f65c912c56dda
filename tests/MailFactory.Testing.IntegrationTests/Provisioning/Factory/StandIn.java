import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands for Mail Server Factory: takes the same arguments, wants the same surroundings and plays the lines of Definitions/play.txt
 * in the format of its console. It ends with 99 when it is not started as Mail Server Factory has to be.
 */
public final class StandIn {
    private static final List<String> DROPPED = List.of("DISPLAY", "SSH_AUTH_SOCK", "JAVA_TOOL_OPTIONS", "DOCKER_PASSWORD");

    private final Path configuration;

    private StandIn(Path configuration) {
        this.configuration = configuration;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !Files.isRegularFile(Path.of(arguments[0]))) {
            log("ERROR", "Configuration file does not exist");
            System.exit(4);
        }

        require(arguments.length == 2 && arguments[1].startsWith("--installationHome=/"), "installation home");
        require(new File("Core/Utils").isDirectory() && new File("Definitions").isDirectory(), "the checkout is the current directory");
        require(System.in.read() < 0, "no standard input");
        require("true".equals(System.getProperty("java.awt.headless")), "headless");
        for (String name : DROPPED) {
            require(System.getenv(name) == null, name + " is not set");
        }

        new StandIn(Path.of(arguments[0])).play(Files.readAllLines(Path.of("Definitions", "play.txt")));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            System.err.println("stand-in: this does not hold: " + what);
            System.exit(99);
        }
    }

    private static void log(String level, String text) {
        System.out.println("\u001b[32m[ " + level + " ][ 12:00:00:1 ][ Factory ] " + text + "\u001b[0m");
    }

    private void play(List<String> lines) throws Exception {
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            String rest = parts.length > 1 ? parts[1] : "";
            switch (parts[0]) {
                case "log" -> log("INFO", filled(rest));
                case "error" -> System.err.println(filled(rest));
                case "sleep" -> Thread.sleep(Long.parseLong(rest));
                case "hang" -> Thread.sleep(Long.MAX_VALUE);
                case "flood" -> flood(Integer.parseInt(rest));
                case "upload" -> require(Path.of(rest).toFile().createNewFile(), "Destination file already exist: " + rest);
                case "run" -> run(filled(rest));
                case "exit" -> System.exit(Integer.parseInt(rest));
                default -> { }
            }
        }
    }

    private static void flood(int kibibytes) {
        String line = "x".repeat(1023);
        for (int count = 0; count < kibibytes; count++) {
            System.err.println(line);
        }
    }

    /** As Mail Server Factory runs commands: split at blanks, no shell, the output read to its end. */
    private static void run(String command) throws Exception {
        log("VERBOSE", ">>> " + command);
        Process process = Runtime.getRuntime().exec(command);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                log("VERBOSE", "<<< " + line);
            }
        }

        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getErrorStream()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                log("ERROR", line);
            }
        }

        log("VERBOSE", "exit code " + process.waitFor());
    }

    private String filled(String text) throws Exception {
        Matcher names = Pattern.compile("\\$\\{(\\w+)}").matcher(text);
        StringBuilder result = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(result, Matcher.quoteReplacement(value(names.group(1))));
        }

        return names.appendTail(result).toString();
    }

    /** The last value of that name in the configuration and its includes, as the last one wins. */
    private String value(String name) throws Exception {
        String main = Files.readString(configuration);
        List<Path> files = new ArrayList<>(List.of(configuration));
        Matcher includes = Pattern.compile("\"(/[^\"]+\\.json)\"").matcher(main);
        while (includes.find()) {
            files.add(Path.of(includes.group(1)));
        }

        String found = "";
        for (Path file : files) {
            Matcher values = Pattern.compile("\"" + name + "\":\\s*\"?([^\",\\s}]+)").matcher(Files.readString(file));
            while (values.find()) {
                found = values.group(1);
            }
        }

        return found;
    }
}
