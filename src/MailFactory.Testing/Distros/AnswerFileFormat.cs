namespace MailFactory.Testing.Distros;

/// <summary>The languages in which installers take their answers.</summary>
internal enum AnswerFileFormat
{
    /// <summary>debconf preseeding, for the Debian installer.</summary>
    Preseed,

    /// <summary>Kickstart, for anaconda.</summary>
    Kickstart,

    /// <summary>Ubuntu's autoinstall, for subiquity.</summary>
    Autoinstall,

    /// <summary>AutoYaST, for YaST.</summary>
    AutoYast,
}
