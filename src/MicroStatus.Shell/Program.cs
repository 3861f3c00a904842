using MicroStatus.Shell;

return Application.Run(args);
