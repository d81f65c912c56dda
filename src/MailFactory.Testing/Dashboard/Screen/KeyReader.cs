using System.Threading.Channels;

namespace MailFactory.Testing.Dashboard.Screen;

/// <summary>
/// Reads keys in a thread of its own: a blocking read is the only one that keeps the terminal from echoing them. The thread ends
/// with the process.
/// </summary>
internal static class KeyReader
{
    /// <summary>Starts reading; without a keyboard nothing ever comes.</summary>
    public static ChannelReader<ConsoleKey> Start(Action pressed)
    {
        var keys = Channel.CreateUnbounded<ConsoleKey>();
        if (!Console.IsInputRedirected)
        {
            new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
        }

        return keys.Reader;

        void Read()
        {
            try
            {
                while (true)
                {
                    keys.Writer.TryWrite(Console.ReadKey(intercept: true).Key);
                    pressed();
                }
            }
            catch (Exception error) when (error is InvalidOperationException or IOException)
            {
                // The terminal has gone; the run can still be watched.
            }
        }
    }
}
